package org.yunhe.streaming.landing;

/**
 * A record that goes to quarantine; it has no stack trace, for a flood of them must cost little.
 */
final class UnusableRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Unusable code;

  UnusableRecordException(Unusable code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  Unusable code() {
    return code;
  }
}
