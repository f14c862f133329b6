package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cohort as its file declares it.
 *
 * @param cohort identifier, also the name of the file
 * @param version version of the definition
 * @param nameEn name in English
 * @param nameZh name in Chinese
 * @param descriptionEn description in English
 * @param descriptionZh description in Chinese
 * @param codeLists code lists it uses
 * @param entry ways to qualify; the index date is the first event of the earliest
 * @param priorObservationDays days of observation a member must have before index
 * @param washoutDays days without a qualifying event that make an index an incident case
 * @param inclusion what must hold of a member
 * @param exclusion what must not
 * @param exit when a member leaves
 * @param observationGraceDays days that observation lasts after the last contact
 * @param level classification level of membership, L1 to L5
 * @param validation how well it was found to fit
 * @param author who wrote it
 * @param reviewedBy who reviewed it, or that nobody did
 * @param sources where it comes from, with evidence marks
 * @param outcomes what is followed from index on
 * @param fingerprint hash of the file and of its code lists
 */
public record CohortDefinition(
    String cohort,
    String version,
    String nameEn,
    String nameZh,
    String descriptionEn,
    String descriptionZh,
    List<CodeList> codeLists,
    List<EntryPath> entry,
    int priorObservationDays,
    int washoutDays,
    List<PersonRule> inclusion,
    List<PersonRule> exclusion,
    Exit exit,
    int observationGraceDays,
    String level,
    Validation validation,
    String author,
    String reviewedBy,
    List<String> sources,
    List<Outcome> outcomes,
    String fingerprint)
    implements Serializable {

  /** Returns every filter in the file: an event that none covers need not be read. */
  public List<EventFilter> filters() {
    Stream<Criterion> rules =
        Stream.concat(inclusion.stream(), exclusion.stream())
            .flatMap(rule -> Stream.concat(rule.all().stream(), rule.none().stream()));
    Stream<Criterion> stages =
        outcomes.stream()
            .flatMap(outcome -> outcome.stages().stream())
            .flatMap(stage -> stage.any().stream())
            .flatMap(path -> path.all().stream());
    return Stream.of(entryCriteria(), rules, stages)
        .flatMap(criteria -> criteria)
        .flatMap(
            criterion ->
                Stream.concat(
                    criterion.events().stream(), criterion.ignore().stream().map(Ignore::near)))
        .toList();
  }

  /** Returns the filters of qualifying events. */
  List<EventFilter> entryFilters() {
    return entryCriteria().flatMap(criterion -> criterion.events().stream()).toList();
  }

  private Stream<Criterion> entryCriteria() {
    return entry.stream().flatMap(path -> path.all().stream());
  }
}
