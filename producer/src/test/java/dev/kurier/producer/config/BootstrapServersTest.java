package dev.kurier.producer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapServersTest {
    @Test
    void readsNamesAndAddresses() {
        List<BrokerAddress> brokers = Given.parsed(
                        "bootstrap.servers",
                        " broker-1.example.com.:9092 ,10.0.0.1:1,[::1]:9092,[2001:db8::5]:65535,münchen.de:9")
                .client()
                .bootstrapServers();

        assertThat(brokers)
                .extracting(BrokerAddress::toString)
                .containsExactly(
                        "broker-1.example.com.:9092",
                        "10.0.0.1:1",
                        "[::1]:9092",
                        "[2001:db8::5]:65535",
                        "xn--mnchen-3ya.de:9");
        assertThat(brokers.get(2)).isEqualTo(new BrokerAddress("::1", 9092));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x:1,host | 2 | has no port: must be host:port, for example host:9092.",
                "host: | 1 | has no port",
                ":9092 | 1 | has no usable host",
                "host:0 | 1 | has port 0: must be 1 to 65535.",
                "host:65536 | 1 | is not allowed: must be host:port, with a port from 1 to 65535.",
                "host:-1 | 1 | is not allowed",
                "host:9092,,x:1 | 2 | is empty. Remove the comma too many.",
                "http://h:1 | 1 | looks like a URL",
                "::1:9092 | 1 | write an IPv6 address in brackets, as [::1]:9092.",
                "[::1] | 1 | has no port: must be host:port, for example [::1]:9092.",
                "[xyz::1]:9092 | 1 | has no usable host",
                "user:pw@h:1 | 1 | holds a user name",
                "ftp//h:1 | 1 | looks like a URL",
                "a:1 b:1 | 1 | commas between brokers",
                "h:１２ | 1 | is not allowed",
                "-h:12 | 1 | has no usable host",
                "h:1;g:2,x:1 | 1 | commas between brokers",
                "x:1,h:1\tg:2 | 2 | commas between brokers"
            })
    void namesTheBadEntryAndItsPosition(String given, int position, String fault) {
        assertThat(Given.problems("bootstrap.servers", given))
                .singleElement()
                .asString()
                .startsWith("bootstrap.servers entry " + position + " '")
                .contains(fault)
                .doesNotContain("pw");
    }

    @Test
    void takesTheNameOfAListenerOffAsKafkasClientDoes() {
        assertThat(Given.parsed("bootstrap.servers", "PLAINTEXT://localhost:9092,plaintext://[::1]:9093")
                        .client()
                        .bootstrapServers())
                .extracting(BrokerAddress::toString)
                .containsExactly("localhost:9092", "[::1]:9093");
        assertThat(Given.parsed("bootstrap.servers", "INTERNAL://a:1,b:2")
                        .client()
                        .bootstrapServers())
                .extracting(BrokerAddress::toString)
                .containsExactly("a:1", "b:2");
    }

    @Test
    void showsNothingThatMayBeThePartOfAPasswordBeforeAComma() {
        assertThat(Given.problems("bootstrap.servers", "svc:s3cr,et@host:9092"))
                .anySatisfy(problem -> assertThat(problem).contains("holds a user name"))
                .noneSatisfy(problem -> assertThat(problem).contains("s3cr"))
                .noneSatisfy(problem -> assertThat(problem).contains("et@"));
    }

    @Test
    void refusesNothingAtAll() {
        for (Object nothing : new Object[] {"", "  ", List.of()}) {
            assertThat(Given.problems("bootstrap.servers", nothing))
                    .singleElement()
                    .asString()
                    .startsWith("bootstrap.servers is empty: must be host:port");
        }
        assertThat(Given.problems("bootstrap.servers", ",")).hasSize(2);
    }

    @Test
    void cutsControlCharactersFromWhatItShows() {
        assertThat(Given.problems("bootstrap.servers", "a\nFAKE LOG LINE:1"))
                .singleElement()
                .asString()
                .contains("'a?FAKE LOG LINE:1'");
    }

    @Test
    void showsTheFirstBadEntriesOfVeryMany() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add("h" + i);
        }
        assertThat(Given.problems("bootstrap.servers", many))
                .hasSize(6)
                .last()
                .isEqualTo("bootstrap.servers: 9995 more entries are not usable.");
    }

    @Test
    void warnsOfOneHostOnly() {
        assertThat(Given.warnings("bootstrap.servers", "broker:9092"))
                .containsExactly("bootstrap.servers=broker:9092 names one host only: if it is down, the producer can't"
                        + " start. Name at least two brokers.");
        assertThat(Given.warnings("bootstrap.servers", "localhost:9092")).hasSize(1);
        assertThat(Given.warnings("bootstrap.servers", "broker:9092,broker:9093"))
                .hasSize(1);
        assertThat(Given.warnings("bootstrap.servers", "broker:9092,other:9092"))
                .isEmpty();
        assertThat(Given.warnings("bootstrap.servers", "127.0.0.1:9092,127.0.0.1:9093"))
                .isEmpty();
    }
}
