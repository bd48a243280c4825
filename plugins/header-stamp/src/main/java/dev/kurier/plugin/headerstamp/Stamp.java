package dev.kurier.plugin.headerstamp;

/** Names one header to add and how its value is made. */
record Stamp(String name, Template value) {}
