package dev.kurier.brokerstub.recording;

import org.jspecify.annotations.Nullable;

/** Tells what an entry of a recording is; the letter stands for it in the file. */
public enum EntryKind {
    /** A connection was opened, or was open when the recording began. */
    OPENED('O', "the client's address"),
    /** The broker began to work on a request. */
    REQUEST('Q', "header and body"),
    /** The broker answered. */
    ANSWER('A', "header and body"),
    /** The fault script shaped an answer: cut it, swapped it, turned bytes in it. */
    FAULTY_ANSWER('F', "size, header and body as far as they were sent"),
    /** The connection ended. */
    CLOSED('C', "who ended it: client, broker, broker-by-reset"),
    /** The recording ended. */
    END('E', "why");

    private final byte letter;
    private final String content;

    EntryKind(char letter, String content) {
        this.letter = (byte) letter;
        this.content = content;
    }

    byte letter() {
        return letter;
    }

    /** Says what the entry's bytes are. */
    String content() {
        return content;
    }

    static @Nullable EntryKind of(byte letter) {
        for (EntryKind kind : values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        return null;
    }
}
