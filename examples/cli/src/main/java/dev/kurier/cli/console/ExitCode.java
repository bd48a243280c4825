package dev.kurier.cli.console;

import com.google.common.base.Strings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists how a command can end. */
public enum ExitCode {
    ALL_ACKNOWLEDGED(0, "all done; every record was acknowledged"),
    RECORDS_FAILED(1, "a record failed, or the command did"),
    USAGE(2, "the command line was not understood"),
    CONFIG(3, "a setting or a plugin was refused"),
    CANNOT_CONNECT(4, "no broker could be reached"),
    TIMED_OUT(5, "a time-out: nothing failed for another reason"),
    INTERRUPTED(130, "interrupted (Ctrl-C); what had been read was sent first");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The process's exit code. */
    public int code() {
        return code;
    }

    /** All codes and their meanings, in order, as the help shows them. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode exit : values()) {
            meanings.put(Strings.padStart(Integer.toString(exit.code), 3, ' '), exit.meaning);
        }
        return meanings;
    }
}
