package org.yunhe.streaming.landing;

/** Bytes that are not a JSON text; it has no stack trace, for it is thrown once a bad record. */
final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedJsonException(String message) {
    super(message, null, false, false);
  }
}
