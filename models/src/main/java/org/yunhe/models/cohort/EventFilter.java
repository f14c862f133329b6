package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Which events count; every part that is given must hold.
 *
 * @param domain kind of event
 * @param codes code lists, one of which must have the code; empty for any
 * @param text what the text of the event contains, or null
 * @param derivation what is computed from the measured value first, or null
 * @param value what the value must be, or null
 * @param settings encounter classes it may happen in; empty for any
 * @param notSettings encounter classes it may not happen in
 */
public record EventFilter(
    Domain domain,
    List<CodeList> codes,
    String text,
    Derivation derivation,
    ValueCondition value,
    List<String> settings,
    List<String> notSettings)
    implements Serializable {

  /** Returns whether the event is of the kind asked for, whatever its value. */
  public boolean covers(ClinicalEvent event) {
    return event.domain() == domain
        && (codes.isEmpty()
            || codes.stream().anyMatch(list -> list.matches(event.codeSystem(), event.code())))
        && (text == null || (event.display() != null && event.display().contains(text)))
        && (settings.isEmpty() || settings.contains(String.valueOf(event.setting())))
        && !notSettings.contains(String.valueOf(event.setting()));
  }

  /** Returns whether the event counts: of the kind asked for, and its value fits. */
  public boolean matches(ClinicalEvent event, PersonHistory person) {
    return covers(event) && (value == null || fits(event, person));
  }

  private boolean fits(ClinicalEvent event, PersonHistory person) {
    if (derivation != null) {
      Optional<Double> derived = derivation.of(event, person);
      return derived.isPresent()
          && event.comparator() == null
          && value.matches(derived.get(), derivation.unit(), null);
    }
    return event.value() != null && value.matches(event.value(), event.unit(), event.comparator());
  }
}
