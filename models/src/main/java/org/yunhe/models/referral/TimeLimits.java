package org.yunhe.models.referral;

import java.io.Serializable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.FileFaults;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.yaml.YamlNode;

/** All time limits of referrals, from {@code referral/timers.yaml}. */
public final class TimeLimits implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String FILE = "referral/timers.yaml";
  private static final String FEEDBACK = "FEEDBACK";
  private static final Set<String> DIRECTIONS = Set.of("up", "down");
  private static final Set<String> URGENCIES = Set.of("ordinary", "emergency");

  private final ArrayList<TimeLimit> limits;

  private TimeLimits(List<TimeLimit> limits) {
    this.limits = new ArrayList<>(limits);
  }

  /** Loads the limits on the class path. */
  public static TimeLimits load() {
    return load(Faults.FIRST);
  }

  /** Loads the limits that can be read and reports every fault of the others. */
  public static TimeLimits load(Faults faults) {
    return parse(FILE, ModelResources.read(FILE), faults);
  }

  /** Reads the limits from their text; {@code file} is named in complaints. */
  public static TimeLimits parse(String file, String text) {
    return parse(file, text, Faults.FIRST);
  }

  private static TimeLimits parse(String file, String text, Faults faults) {
    Set<String> codes = new HashSet<>();
    List<TimeLimit> limits =
        faults
            .attempt(() -> YamlNode.parse(file, text, ErrorCode.BAD_MODEL).get("limits"))
            .map(list -> list.items(faults, node -> limit(node, codes, faults)))
            .orElse(List.of());
    return new TimeLimits(limits);
  }

  /** Returns all limits in the order of the file. */
  public List<TimeLimit> all() {
    return List.copyOf(limits);
  }

  /** Returns the limits of one state for referrals of that direction and urgency. */
  public List<TimeLimit> of(String direction, String urgency, ReferralState state) {
    return limits.stream()
        .filter(limit -> limit.state() == state && limit.binds(direction, urgency))
        .toList();
  }

  /** Reads one limit to its end; null where it is faulty. */
  private static TimeLimit limit(YamlNode node, Set<String> codes, Faults faults) {
    FileFaults own = new FileFaults(faults);
    TimeLimit limit =
        new TimeLimit(
            own.read(() -> code(node, codes)),
            own.read(() -> oneOf(node, "direction", DIRECTIONS)),
            own.read(() -> oneOf(node, "urgency", URGENCIES)),
            own.read(() -> state(node.get("state"))),
            own.read(false, () -> oneOf(node, "until", Set.of(FEEDBACK)) != null),
            own.read(List.of(), () -> levels(node.get("levels"), own)));
    return own.unlessFaulty(limit).orElse(null);
  }

  private static String code(YamlNode node, Set<String> codes) {
    String code = node.get("code").text();
    if (!codes.add(code)) {
      throw node.error("the code '" + code + "' stands twice", "name one of them anew");
    }
    return code;
  }

  private static ReferralState state(YamlNode node) {
    Optional<ReferralState> state = ReferralState.find(node.text());
    if (state.isEmpty() || state.get().terminal()) {
      throw node.error(
          "'" + node.text() + "' is no state that something follows",
          "use DRAFT, SUBMITTED, RECEIVED, ACCEPTED, SCHEDULED, ARRIVED, IN_TREATMENT or COMPLETED");
    }
    return state.get();
  }

  private static String oneOf(YamlNode node, String key, Set<String> known) {
    return node.find(key)
        .map(
            value -> {
              if (!known.contains(value.text())) {
                throw value.error(
                    "'" + value.text() + "' is not known",
                    "use one of " + known + ", or leave it out");
              }
              return value.text();
            })
        .orElse(null);
  }

  private static List<TimeLimit.Level> levels(YamlNode node, Faults faults) {
    if (node.items().isEmpty()) {
      throw node.error("a limit needs a level", "add one with 'after'");
    }
    List<TimeLimit.Level> levels = new ArrayList<>();
    for (YamlNode item : node.items()) {
      Duration before = levels.isEmpty() ? Duration.ZERO : levels.getLast().after();
      faults.attempt(() -> level(item, levels.size() + 1, before)).ifPresent(levels::add);
    }
    return List.copyOf(levels);
  }

  private static TimeLimit.Level level(YamlNode item, int number, Duration before) {
    Duration after = duration(item.get("after"));
    if (after.compareTo(before) <= 0) {
      throw item.error("a level must come later than the one before", "order them by 'after'");
    }
    YamlNode action = item.get("action");
    return new TimeLimit.Level(
        number, after, action.get("en").text(), action.get("zh").text(), item.get("origin").text());
  }

  private static Duration duration(YamlNode node) {
    try {
      return Duration.parse(node.text());
    } catch (DateTimeParseException e) {
      throw node.error("'" + node.text() + "' is no duration", "write for instance PT2H or P7D");
    }
  }
}
