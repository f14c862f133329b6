package org.yunhe.models.quality;

/** What a violation does to the record. */
public enum Severity {
  /** The record goes to quarantine. */
  FATAL,
  /** The record passes and lowers the score. */
  WARN,
  /** The record passes and its source gets a ticket. */
  FLAG
}
