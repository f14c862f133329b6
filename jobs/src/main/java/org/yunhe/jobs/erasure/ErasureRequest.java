package org.yunhe.jobs.erasure;

/**
 * A request to erase a person.
 *
 * @param identifier {@code person_id}, or a registration as {@code source:local number}
 * @param requestedBy who asks for it
 * @param reason reason or reference of the request
 */
public record ErasureRequest(String identifier, String requestedBy, String reason) {
  @Override
  public String toString() {
    return "ErasureRequest by " + requestedBy;
  }
}
