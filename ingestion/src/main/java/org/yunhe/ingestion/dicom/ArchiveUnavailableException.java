package org.yunhe.ingestion.dicom;

import java.time.Duration;
import org.apache.kafka.connect.errors.RetriableException;

/** The archive does not answer now; the same request is worth another try. */
final class ArchiveUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  private final transient Duration after;

  ArchiveUnavailableException(String message, Duration after, Throwable cause) {
    super(message, cause);
    this.after = after;
  }

  /** Returns how long the archive asks to be left alone, or null. */
  Duration after() {
    return after;
  }
}
