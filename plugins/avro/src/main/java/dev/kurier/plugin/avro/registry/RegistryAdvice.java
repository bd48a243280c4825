package dev.kurier.plugin.avro.registry;

/** Says what to do about a status that a registry answered. */
final class RegistryAdvice {
    private RegistryAdvice() {}

    static String of(int status) {
        return switch (status) {
            case 401 -> "Give it credentials that it knows: basic.auth.user.info or bearer.auth.token.";
            case 403 -> "Let the account read and write this subject, or use another account.";
            case 404 ->
                "Register the schema under this subject, or set auto.register.schemas=true;"
                        + " if the path is unknown, correct schema.registry.url.";
            case 409 ->
                "Change the schema so that it is compatible with its earlier versions, use another subject, or"
                        + " change the subject's compatibility level.";
            case 413 -> "Make the schema smaller, or raise the limit of the registry or the proxy before it.";
            case 422 -> "Correct the schema or the subject: the registry can't take it as it is.";
            case 429 -> "Send less often, or raise the registry's limit.";
            default -> {
                boolean isRedirect = status >= 300 && status < 400;
                yield isRedirect
                        ? "Set schema.registry.url to where it redirects to."
                        : "Look into the registry's log.";
            }
        };
    }
}
