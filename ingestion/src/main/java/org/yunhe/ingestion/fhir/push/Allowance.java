package org.yunhe.ingestion.fhir.push;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * What each institution may send: so many resources a second over time, with a reserve of ten
 * seconds, and so many requests at once. A large bundle may overdraw; then the institution waits.
 */
final class Allowance {
  private static final int RESERVE_SECONDS = 10;
  private static final int AT_ONCE = 8;
  private static final double NANOS = 1e9;

  private final int rate;
  private final Texts texts;
  private final LongSupplier nanos;
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();

  Allowance(int rate, Texts texts, LongSupplier nanos) {
    this.rate = rate;
    this.texts = texts;
    this.nanos = nanos;
  }

  /** The state of one institution; guarded by itself. */
  private static final class Account {
    private double resources;
    private long since;
    private int running;
  }

  /** Lets a request in, or throws 429; who comes in must {@link #leave}. */
  void enter(Sender sender) {
    Account account = account(sender);
    synchronized (account) {
      refill(account);
      if (account.resources < 1) {
        int seconds = (int) Math.ceil((1 - account.resources) / rate);
        throw Refusal.later(429, IssueType.THROTTLED, texts.say("rate.exceeded", rate), seconds);
      }
      if (account.running >= AT_ONCE) {
        throw Refusal.later(429, IssueType.THROTTLED, texts.say("rate.parallel", AT_ONCE), 1);
      }
      account.resources--;
      account.running++;
    }
  }

  /** Charges {@code resources} beyond the first of a request. */
  void charge(Sender sender, int resources) {
    Account account = account(sender);
    synchronized (account) {
      account.resources -= resources;
    }
  }

  /** Ends a request. */
  void leave(Sender sender) {
    Account account = account(sender);
    synchronized (account) {
      account.running--;
    }
  }

  private Account account(Sender sender) {
    return accounts.computeIfAbsent(
        sender.source(),
        source -> {
          Account fresh = new Account();
          fresh.resources = (double) rate * RESERVE_SECONDS;
          fresh.since = nanos.getAsLong();
          return fresh;
        });
  }

  private void refill(Account account) {
    long now = nanos.getAsLong();
    double more = (now - account.since) / NANOS * rate;
    account.resources = Math.min((double) rate * RESERVE_SECONDS, account.resources + more);
    account.since = now;
  }
}
