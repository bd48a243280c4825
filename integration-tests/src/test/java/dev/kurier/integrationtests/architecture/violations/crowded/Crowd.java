package dev.kurier.integrationtests.architecture.violations.crowded;

/** Is the first of too many. */
final class C1 {}

final class C2 {}

final class C3 {}

final class C4 {}

final class C5 {}

final class C6 {}

final class C7 {}

final class C8 {}

final class C9 {}

final class C10 {}

final class C11 {}

final class C12 {}

final class C13 {}

final class C14 {}

final class C15 {}

final class C16 {}

final class C17 {}

final class C18 {}

final class C19 {}

final class C20 {}

final class C21 {}
