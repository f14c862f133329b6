package org.yunhe.streaming.referral;

/**
 * The newest row of {@code ops.sla_breach} for one level.
 *
 * @param revision its revision, from 1
 * @param valid whether the breach stands; false once it was retracted
 * @param alerted whether somebody was told to act
 * @param breach the breach
 * @param parties between whom, as written with it
 */
public record SaidBreach(
    int revision, boolean valid, boolean alerted, Breach breach, Parties parties) {}
