/**
 * Two-way referrals: their states and legal transitions, the history that a row tells, and the time
 * limits of each state. Pure functions without an engine.
 */
package org.yunhe.models.referral;
