package dev.kurier.producer.config.table;

import static dev.kurier.producer.config.table.Allowed.anything;
import static dev.kurier.producer.config.table.Allowed.between;
import static dev.kurier.producer.config.table.Allowed.oneOfAnyCase;
import static dev.kurier.producer.config.table.Setting.Importance.HIGH;
import static dev.kurier.producer.config.table.Setting.Importance.LOW;
import static dev.kurier.producer.config.table.Setting.Importance.MEDIUM;
import static dev.kurier.producer.config.table.Setting.setting;
import static dev.kurier.producer.config.table.ValueType.BOOLEAN;
import static dev.kurier.producer.config.table.ValueType.CLASS;
import static dev.kurier.producer.config.table.ValueType.INT;
import static dev.kurier.producer.config.table.ValueType.LIST;
import static dev.kurier.producer.config.table.ValueType.LONG;
import static dev.kurier.producer.config.table.ValueType.PASSWORD;
import static dev.kurier.producer.config.table.ValueType.STRING;

import java.util.List;

/** Lists the settings of OAUTHBEARER authentication, none of which is supported yet. */
final class OauthTable {
    static final List<Setting> ROWS = List.of(
            setting("sasl.oauthbearer.token.endpoint.url", STRING, null, anything(), MEDIUM, "Where tokens come from.")
                    .notYet(),
            setting("sasl.oauthbearer.scope", STRING, null, anything(), MEDIUM, "The scope to ask a token for.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.client.credentials.client.id",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "The client id that asks for tokens.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.client.credentials.client.secret",
                            PASSWORD,
                            null,
                            anything(),
                            MEDIUM,
                            "The client's secret.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.header.urlencode",
                            BOOLEAN,
                            "false",
                            anything(),
                            LOW,
                            "Whether id and secret are URL-encoded in the request's header.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.jwt.retriever.class",
                            CLASS,
                            "org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever",
                            anything(),
                            MEDIUM,
                            "The class that fetches tokens.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.jwt.validator.class",
                            CLASS,
                            "org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator",
                            anything(),
                            MEDIUM,
                            "The class that checks tokens.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.scope.claim.name",
                            STRING,
                            "scope",
                            anything(),
                            LOW,
                            "The claim that holds the scope.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.sub.claim.name",
                            STRING,
                            "sub",
                            anything(),
                            LOW,
                            "The claim that holds the subject.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.clock.skew.seconds",
                            INT,
                            "30",
                            anything(),
                            LOW,
                            "How far the clocks of client and server may differ.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.expected.audience",
                            LIST,
                            "",
                            anything(),
                            HIGH,
                            "Audiences, one of which a token must be for.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.allow.unverified.audience",
                            BOOLEAN,
                            "false",
                            anything(),
                            MEDIUM,
                            "Whether a token passes without a check of its audience.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.expected.issuer",
                            STRING,
                            null,
                            anything(),
                            HIGH,
                            "The issuer that a token must come from.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.allow.unverified.issuer",
                            BOOLEAN,
                            "false",
                            anything(),
                            MEDIUM,
                            "Whether a token passes without a check of its issuer.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.jwks.endpoint.url",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "Where the keys that sign tokens are found.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.jwks.endpoint.refresh.ms",
                            LONG,
                            "3600000",
                            anything(),
                            LOW,
                            "How often those keys are fetched again.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.jwks.endpoint.retry.backoff.ms",
                            LONG,
                            "100",
                            anything(),
                            LOW,
                            "The wait before the first retry of fetching them.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms",
                            LONG,
                            "10000",
                            anything(),
                            LOW,
                            "The longest wait between two such retries.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.algorithm",
                            STRING,
                            "RS256",
                            oneOfAnyCase("RS256", "ES256"),
                            MEDIUM,
                            "How the client signs its own assertion.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.private.key.file",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "The file of the key that signs it.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.private.key.passphrase",
                            PASSWORD,
                            null,
                            anything(),
                            MEDIUM,
                            "The passphrase of that key.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.file",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "A file with a ready-made assertion.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.template.file",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "A file with fixed parts of the assertion.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.claim.aud",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "The assertion's audience.")
                    .notYet(),
            setting("sasl.oauthbearer.assertion.claim.iss", STRING, null, anything(), MEDIUM, "The assertion's issuer.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.claim.sub",
                            STRING,
                            null,
                            anything(),
                            MEDIUM,
                            "The assertion's subject.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.claim.exp.seconds",
                            INT,
                            "300",
                            between(0, 86400),
                            LOW,
                            "How long the assertion is good.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.claim.nbf.seconds",
                            INT,
                            "60",
                            between(0, 3600),
                            LOW,
                            "How long before its making the assertion is good.")
                    .notYet(),
            setting(
                            "sasl.oauthbearer.assertion.claim.jti.include",
                            BOOLEAN,
                            "false",
                            anything(),
                            MEDIUM,
                            "Whether the assertion gets an id of its own.")
                    .notYet());

    private OauthTable() {}
}
