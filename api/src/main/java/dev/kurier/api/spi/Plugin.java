package dev.kurier.api.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a plugin on its provider class; read without initialising the class, so listing runs no plugin code. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Plugin {
    /** The API level that this release of Kurier offers to plugins. */
    int CURRENT_API_LEVEL = 1;

    /** The oldest API level that this release still runs. */
    int OLDEST_API_LEVEL = 1;

    /** The name to choose the plugin by, for example {@code json}; lower case, unique within its kind. */
    String name();

    /** Other names that choose the same plugin. */
    String[] aliases() default {};

    /** The API level that the plugin was built for. */
    int apiLevel() default CURRENT_API_LEVEL;

    /** One line that says what it does. */
    String summary();
}
