package org.yunhe.streaming.referral;

import org.yunhe.models.referral.Transition;

/**
 * The newest row of {@code ops.referral_event} for one step.
 *
 * @param revision its revision, from 1
 * @param valid whether the step stands; false once it was retracted
 * @param step the step
 * @param parties between whom, as written with it
 */
public record SaidStep(int revision, boolean valid, Transition step, Parties parties) {}
