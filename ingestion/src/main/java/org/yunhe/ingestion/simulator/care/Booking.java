package org.yunhe.ingestion.simulator.care;

import java.time.LocalDateTime;

/** An appointment made before a visit. Mode: 1 phone, 2 internet, 3 desk, 4 clinic, 5 referral. */
public record Booking(int mode, LocalDateTime made, LocalDateTime slot) {}
