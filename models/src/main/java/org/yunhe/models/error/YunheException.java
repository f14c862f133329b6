package org.yunhe.models.error;

import java.util.Objects;

/** An error with a code, what is wrong, and what to do about it. */
public final class YunheException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String remedy;

  /** Creates an error: {@code message} says what is wrong, {@code remedy} what to do. */
  public YunheException(ErrorCode code, String message, String remedy) {
    this(code, message, remedy, null);
  }

  /** Creates an error with its cause. */
  public YunheException(ErrorCode code, String message, String remedy, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
    this.remedy = Objects.requireNonNull(remedy);
  }

  /** Returns the code. */
  public ErrorCode code() {
    return code;
  }

  /** Returns what to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Returns the one line that is shown to people. */
  public String line() {
    return code.code() + ": " + getMessage() + (remedy.isEmpty() ? "" : " — " + remedy);
  }
}
