package org.yunhe.jobs.erasure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.JobContext;
import org.yunhe.jobs.patient360.PersonRegistrations;
import org.yunhe.jobs.release.Pseudonyms;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.identity.ResidentId;

/** Finds everything by which rows of the lake are known to be a person's. */
final class PersonTrace {
  private static final Pattern PERSON = Pattern.compile("P[0-9a-f]{20}");
  private static final Pattern PATIENT = Pattern.compile("[A-Za-z0-9_-]+:.+");
  private static final List<String> ENCOUNTERS =
      List.of("encounter_id", "from_encounter_id", "to_encounter_id");

  private final JobContext context;
  private final Lake lake;
  private final ContractCatalog contracts;
  private final PersonColumns columns;

  private final Set<String> persons = new TreeSet<>();
  private final Set<String> patients = new TreeSet<>();
  private final Set<String> encounters = new TreeSet<>();
  private final Set<String> residents = new TreeSet<>();
  private final Set<Person.Contact> contacts = new HashSet<>();
  private final Set<String> referrals = new TreeSet<>();
  private final Set<String> records = new TreeSet<>();
  private final Set<String> studies = new TreeSet<>();
  private final Set<String> rows = new TreeSet<>();

  PersonTrace(JobContext context, ContractCatalog contracts, PersonColumns columns) {
    this.context = context;
    this.lake = context.lake();
    this.contracts = contracts;
    this.columns = columns;
  }

  /** Finds the person that an identifier names: a person's, or that of one registration. */
  Person find(String identifier) {
    registrations(identifier);
    Dataset<Row> registered = lake.read("core.patient").where(isOneOf("patient_id", patients));
    for (Row row : registered.select("id_number", "name", "phone").collectAsList()) {
      ResidentId.normalize(row.getString(0)).ifPresent(residents::add);
      if (row.getString(1) != null && row.getString(2) != null) {
        contacts.add(new Person.Contact(row.getString(1), row.getString(2)));
      }
    }
    texts(lake.read("core.encounter").where(isOneOf("patient_id", patients)), "encounter_id")
        .forEach(encounters::add);
    contracts.tables().stream()
        .filter(table -> table.layer().equals("core") && !table.view())
        .forEach(this::coreRows);
    referrals.addAll(
        texts(
            lake.read("ops.referral_version").where(isOneOf("patient_id", patients)),
            "referral_id"));
    sourceRows();
    resources();
    images();
    return person();
  }

  private void registrations(String identifier) {
    Dataset<Row> all =
        PersonRegistrations.read(context.spark(), context.secrets())
            .select("person_id", "patient_id");
    if (PERSON.matcher(identifier).matches()) {
      persons.add(identifier);
    } else if (PATIENT.matcher(identifier).matches()) {
      patients.add(identifier);
      persons.addAll(texts(all.where(col("patient_id").equalTo(identifier)), "person_id"));
    } else {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "the identifier is neither a person's nor that of a registration",
          "give a person_id (P and 20 digits) or SOURCE:LOCAL_NUMBER such as his_east:0001");
    }
    patients.addAll(texts(all.where(isOneOf("person_id", persons)), "patient_id"));
    if (patients.isEmpty()) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "no registration in core belongs to this person_id",
          "give a registration as SOURCE:LOCAL_NUMBER; it need not be in core");
    }
  }

  private void coreRows(TableContract table) {
    Column own = null;
    if (table.column("patient_id").isPresent()) {
      own = isOneOf("patient_id", patients);
    }
    for (String column : ENCOUNTERS) {
      if (table.column(column).isPresent()) {
        Column visit = isOneOf(column, encounters);
        own = own == null ? visit : own.or(visit);
      }
    }
    if (own == null) {
      return;
    }
    String key = table.primaryKey().get(0).name();
    for (Row row :
        lake.read(table.fullName())
            .where(own)
            .select(key, "source", "source_table", "source_key")
            .collectAsList()) {
      records.add(row.getString(0));
      rows.add(Person.row(row.getString(1), row.getString(2), row.getString(3)));
      if (key.equals("referral_id")) {
        referrals.add(row.getString(0));
      }
    }
  }

  /** Source rows that core does not hold: set aside, left out, of tables that nothing maps. */
  private void sourceRows() {
    Person known = person();
    UDF3<String, String, String, Boolean> owns = known::owns;
    Column isOwn = call(owns, "after").or(call(owns, "before")).or(call(owns, "key"));
    rows(lake.read("raw.change").where(isOwn), "source_table");
  }

  private void resources() {
    Person known = person();
    UDF4<String, String, String, String, Boolean> owns = known::ownsResource;
    Column isOwn =
        udf(owns, DataTypes.BooleanType)
            .apply(col("source"), col("resource_type"), col("resource_id"), col("resource"));
    rows(lake.read("raw.fhir").where(isOwn), "resource_type");
  }

  /** The objects of a study are the person's where one of them is. */
  private void images() {
    Person known = person();
    CodeCatalog codes = CodeCatalog.load();
    UDF3<String, String, String, Boolean> owns =
        (source, org, metadata) ->
            known.ownsStudy(
                codes
                    .lookup("org-system", source, source, org)
                    .map(entry -> entry.code())
                    .orElse(source),
                metadata);
    Column isOwn =
        udf(owns, DataTypes.BooleanType).apply(col("source"), col("org_code"), col("metadata"));
    studies.addAll(texts(lake.read("raw.dicom").where(isOwn), "study_uid"));
    rows(lake.read("raw.dicom").where(isOneOf("study_uid", studies)), "level");
  }

  private void rows(Dataset<Row> own, String table) {
    for (Row row :
        own.where("key IS NOT NULL").select("source", table, "key").distinct().collectAsList()) {
      rows.add(Person.row(row.getString(0), row.getString(1), row.getString(2)));
    }
  }

  private static Column call(UDF3<String, String, String, Boolean> owns, String image) {
    return udf(owns, DataTypes.BooleanType).apply(col("source"), col("source_table"), col(image));
  }

  private Person person() {
    return new Person(
        new TreeSet<>(persons),
        new TreeSet<>(patients),
        new TreeSet<>(encounters),
        new TreeSet<>(residents),
        new HashSet<>(contacts),
        new TreeSet<>(referrals),
        new TreeSet<>(records),
        Pseudonyms.of(context.secrets(), persons),
        new TreeSet<>(studies),
        new TreeSet<>(rows),
        columns);
  }

  private static Column isOneOf(String column, Collection<String> values) {
    return values.isEmpty() ? functions.lit(false) : col(column).isin(values.toArray());
  }

  private static List<String> texts(Dataset<Row> rows, String column) {
    return rows.where(col(column).isNotNull()).select(column).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
