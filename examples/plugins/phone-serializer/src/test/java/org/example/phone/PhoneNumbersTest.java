package org.example.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
    private final PhoneNumbers german = new PhoneNumbers("49", "0");

    @ParameterizedTest
    @ValueSource(strings = {"+49 30 901820", "0049 30 901820", "030 901820", "30-901820", " (030) 90.18.20 "})
    void writesOneNumberInOneFormHoweverItIsTyped(String typed) {
        assertEquals("+4930901820", german.e164(typed));
    }

    @Test
    void keepsTheZeroWhereItIsPartOfTheNumber() {
        assertEquals("+390612345678", new PhoneNumbers("39", "").e164("06 12345678"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "12", "+49 30 901820 and more", "+0 123 4567", "+1234567890123456", "12+3456789"})
    void refusesWhatIsNoNumberAndDoesNotShowIt(String typed) {
        String message = assertThrows(IllegalArgumentException.class, () -> german.e164(typed))
                .getMessage();
        assertFalse(typed.length() > 2 && message.contains(typed), message);
    }

    @Test
    void refusesANumberWithoutACountryUnlessOneIsSet() {
        PhoneNumbers anywhere = new PhoneNumbers(null, "0");

        assertThrows(IllegalArgumentException.class, () -> anywhere.e164("030 901820"));
        assertEquals("+4930901820", anywhere.e164("+49 30 901820"));
    }
}
