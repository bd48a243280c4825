package dev.kurier.plugin.headerstamp;

/** Names what can be done when a record has a header of the name already. */
enum Existing {
    /** It stays, and none is added. */
    KEEP,
    /** It stays, and another comes behind it. */
    ADD,
    /** It goes, all of its name, and the new one comes behind the rest. */
    REPLACE
}
