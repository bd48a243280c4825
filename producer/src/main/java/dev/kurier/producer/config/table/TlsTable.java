package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Setting.Importance.HIGH;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.CLASS;
import static dev.kurier.producer.config.table.ValueType.LIST;
import static dev.kurier.producer.config.table.ValueType.PASSWORD;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings of encryption, none of which is supported yet. */
final class TlsTable {
    static final List<Setting> ROWS = List.of(
            setting("ssl.protocol", STRING, "TLSv1.3", anything(), MEDIUM, "The newest TLS version to speak.")
                    .notYet(),
            setting(
                            "ssl.enabled.protocols",
                            LIST,
                            "TLSv1.2,TLSv1.3",
                            anything(),
                            MEDIUM,
                            "The TLS versions that may be spoken.")
                    .notYet(),
            setting("ssl.provider", STRING, null, anything(), MEDIUM, "The JVM security provider that does TLS.")
                    .notYet(),
            setting(
                            "ssl.cipher.suites",
                            LIST,
                            "",
                            anything(),
                            LOW,
                            "The cipher suites that may be used; all that are enabled in the JVM if empty.")
                    .notYet(),
            setting("ssl.keystore.type", STRING, "JKS", anything(), MEDIUM, "The format of the key store.")
                    .notYet(),
            setting(
                            "ssl.keystore.location",
                            STRING,
                            null,
                            anything(),
                            HIGH,
                            "The file that holds the client's own key and certificate.")
                    .notYet(),
            setting("ssl.keystore.password", PASSWORD, null, anything(), HIGH, "The key store's password.")
                    .notYet(),
            setting("ssl.key.password", PASSWORD, null, anything(), HIGH, "The password of the key in the key store.")
                    .notYet(),
            setting("ssl.keystore.key", PASSWORD, null, anything(), HIGH, "The client's key itself, as PEM.")
                    .notYet(),
            setting(
                            "ssl.keystore.certificate.chain",
                            PASSWORD,
                            null,
                            anything(),
                            HIGH,
                            "The client's certificates themselves, as PEM.")
                    .notYet(),
            setting("ssl.truststore.type", STRING, "JKS", anything(), MEDIUM, "The format of the trust store.")
                    .notYet(),
            setting(
                            "ssl.truststore.location",
                            STRING,
                            null,
                            anything(),
                            HIGH,
                            "The file that holds the certificates to trust.")
                    .notYet(),
            setting("ssl.truststore.password", PASSWORD, null, anything(), HIGH, "The trust store's password.")
                    .notYet(),
            setting(
                            "ssl.truststore.certificates",
                            PASSWORD,
                            null,
                            anything(),
                            HIGH,
                            "The certificates to trust themselves, as PEM.")
                    .notYet(),
            setting(
                            "ssl.keymanager.algorithm",
                            STRING,
                            "SunX509",
                            anything(),
                            LOW,
                            "The algorithm of the JVM's key manager.")
                    .notYet(),
            setting(
                            "ssl.trustmanager.algorithm",
                            STRING,
                            "PKIX",
                            anything(),
                            LOW,
                            "The algorithm of the JVM's trust manager.")
                    .notYet(),
            setting(
                            "ssl.endpoint.identification.algorithm",
                            STRING,
                            "https",
                            anything(),
                            LOW,
                            "How the broker's host name is checked against its certificate.")
                    .notYet(),
            setting(
                            "ssl.secure.random.implementation",
                            STRING,
                            null,
                            anything(),
                            LOW,
                            "The random generator that TLS uses.")
                    .notYet(),
            setting("ssl.engine.factory.class", CLASS, null, anything(), LOW, "A class that makes the TLS engines.")
                    .notYet());

    private TlsTable() {}
}
