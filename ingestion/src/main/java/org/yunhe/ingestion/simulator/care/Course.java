package org.yunhe.ingestion.simulator.care;

import java.util.List;

/** Everything that happens to one resident in the years simulated; visits in order of time. */
public record Course(
    List<Visit> visits,
    List<Referral> referrals,
    List<Teleconsult> teleconsults,
    Problems problems) {}
