package org.example.phone;

/**
 * Reads phone numbers as people type them. Immutable, so that all sending threads can use one.
 *
 * @param countryCode the country of numbers without one; null if such numbers are refused
 * @param trunkPrefix what numbers inside that country begin with
 */
record PhoneNumbers(String countryCode, String trunkPrefix) {
    /** E.164 allows 15 digits, country code included. */
    private static final int MOST_DIGITS = 15;

    private static final int FEWEST_DIGITS = 7;
    private static final String SEPARATORS = " -./()\u00a0";

    /**
     * The number with {@code +} and country code, without separators.
     *
     * @throws IllegalArgumentException if it is none; the message does not show the number, which is somebody's
     */
    String e164(String typed) {
        String number = digits(typed.strip());
        if (number.startsWith("+")) {
            return checked(number.substring(1));
        }
        if (number.startsWith("00")) {
            return checked(number.substring(2));
        }
        if (countryCode == null) {
            throw new IllegalArgumentException("the number begins neither with + nor with 00: give its country, or set"
                    + " country-code for the numbers of one country");
        }
        boolean hasPrefix = !trunkPrefix.isEmpty() && number.startsWith(trunkPrefix);
        return checked(countryCode + (hasPrefix ? number.substring(trunkPrefix.length()) : number));
    }

    private static String digits(String typed) {
        StringBuilder digits = new StringBuilder(typed.length());
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if ((c >= '0' && c <= '9') || (c == '+' && digits.length() == 0)) {
                digits.append(c);
            } else if (SEPARATORS.indexOf(c) < 0) {
                throw new IllegalArgumentException("the character at position " + i
                        + " is no part of a phone number: digits, spaces and -./() are allowed, and a + in front");
            }
        }
        return digits.toString();
    }

    private static String checked(String digits) {
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS || digits.startsWith("0")) {
            throw new IllegalArgumentException("the number has " + digits.length() + " digits with its country code: "
                    + FEWEST_DIGITS + " to " + MOST_DIGITS + " are allowed, and the first is not 0");
        }
        return "+" + digits;
    }
}
