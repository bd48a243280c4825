/**
 * The fault script as tests write it: one rule is match, trigger, stage, action.
 *
 * <p>Owns the words. It must not know how a fault is carried out (see {@code fault} and {@code connection}).
 *
 * <p>Start at {@link dev.kurier.brokerstub.script.FaultRules}, then {@link dev.kurier.brokerstub.script.FaultBuilder}.
 */
@NullMarked
package dev.kurier.brokerstub.script;

import org.jspecify.annotations.NullMarked;
