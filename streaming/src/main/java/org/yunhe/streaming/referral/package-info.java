/**
 * Live tracking of two-way referrals: every change of a row that a mapping takes to {@code
 * core.referral} becomes steps, versions and breaches of time limits, with timers that fire though
 * nothing further happens.
 */
package org.yunhe.streaming.referral;
