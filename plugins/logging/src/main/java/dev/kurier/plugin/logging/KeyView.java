package dev.kurier.plugin.logging;

/** Names what is logged of a key. */
enum KeyView {
    /** All of it, up to the longest text allowed. */
    SHOWN,
    /** Three stars and how long it is. */
    MASKED,
    /** Whether there is one. */
    HIDDEN
}
