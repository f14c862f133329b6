package org.yunhe.streaming.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.yunhe.models.referral.Deadline;
import org.yunhe.models.referral.Transition;

/** Identifiers that are the same however often, and in whatever order, changes are read. */
final class Identifiers {
  private static final int LENGTH = 32;

  private Identifiers() {}

  /** The identifier of a step: its referral, the state reached and how often. */
  static String step(String referralId, Transition step) {
    return hash("E", referralId + "|" + step.to() + "|" + step.visit());
  }

  /** The identifier of a breach: its referral, limit, level and the visit of the state. */
  static String breach(String referralId, Deadline deadline) {
    return hash(
        "B",
        String.join(
            "|",
            referralId,
            deadline.limit().code(),
            Integer.toString(deadline.level().number()),
            Integer.toString(deadline.visit())));
  }

  private static String hash(String prefix, String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return prefix + HexFormat.of().formatHex(digest).substring(0, LENGTH - 1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
