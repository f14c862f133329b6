package org.yunhe.jobs.release;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.cohort.CodeList;
import org.yunhe.models.release.EventScope;
import org.yunhe.models.release.ReleaseDefinition;

/** Reads what a release starts from: members, their events in scope, and their outcomes. */
final class ReleaseSource {
  private final SparkSession spark;
  private final ReleaseDefinition release;

  ReleaseSource(SparkSession spark, ReleaseDefinition release) {
    this.spark = spark;
    this.release = release;
  }

  /** Returns the members whose registrations all come from sources that the release shows. */
  Dataset<Row> members() {
    Object[] without = release.withoutSources().toArray();
    return spark
        .sql(
            """
            SELECT
              member.cohort, member.person_id, person.patient_ids, person.sex,
              CAST(year(person.birth_date) AS string) AS birth_year,
              left(person.region_code, 6) AS region, member.index_date, member.exit_date,
              member.exit_reason, member.incident, member.entry_path, contact.first_contact,
              contact.last_contact
            FROM mart.cohort_member member
            JOIN mart.patient_360 person ON person.person_id = member.person_id
            JOIN cohort_person contact ON contact.person_id = member.person_id
            """)
        .where(col("cohort").equalTo(release.cohort()))
        .where(not(exists(col("patient_ids"), id -> substring_index(id, ":", 1).isin(without))))
        .drop("cohort", "patient_ids");
  }

  /** Returns the events of {@code persons} that are in scope and not sensitive. */
  Dataset<Row> events(Dataset<Row> persons) {
    List<EventScope> scopes = release.events();
    List<CodeList.Code> sensitive = sensitive();
    return spark
        .table("cohort_event")
        .select(
            "person_id",
            "domain",
            "event_date",
            "code",
            "code_system",
            "value",
            "unit",
            "comparator",
            "setting",
            "org_code")
        .filter((FilterFunction<Row>) row -> inScope(scopes, row.getString(1), row.getString(3)))
        .filter(
            (FilterFunction<Row>)
                row -> !isSensitive(sensitive, row.getString(4), row.getString(3)))
        .join(persons.select("person_id"), "person_id")
        .join(
            spark.table("core.organization").select(col("org_code"), col("tier").as("org_tier")),
            new String[] {"org_code"},
            "left")
        .drop("org_code", "code_system");
  }

  /** Returns the stages that {@code persons} reached. */
  Dataset<Row> outcomes(Dataset<Row> persons) {
    return spark
        .table("mart.cohort_event")
        .where(col("cohort").equalTo(release.cohort()))
        .select("person_id", "outcome", "stage", "stage_rank", "prevalent", "event_date")
        .join(persons.select("person_id"), "person_id");
  }

  private List<CodeList.Code> sensitive() {
    List<CodeList.Code> codes = new ArrayList<>();
    CodeCatalog.load()
        .list(release.sensitiveCodes(), "default")
        .values()
        .forEach(
            entry ->
                codes.add(new CodeList.Code(entry.attribute("code_system"), entry.localCode())));
    return codes;
  }

  /** A code whose system is not known counts as sensitive where it looks like one. */
  private static boolean isSensitive(List<CodeList.Code> sensitive, String system, String code) {
    return sensitive.stream()
        .anyMatch(
            entry ->
                system == null ? code.startsWith(entry.prefix()) : entry.matches(system, code));
  }

  private static boolean inScope(List<EventScope> scopes, String domain, String code) {
    return scopes.stream()
        .filter(scope -> scope.domain().equals(domain))
        .anyMatch(scope -> scope.prefixes().stream().anyMatch(code::startsWith));
  }
}
