package org.yunhe.models.source;

import java.util.Map;

/**
 * One source system that feeds the lake.
 *
 * @param source name that runs through connector, topics, log and mappings
 * @param product whose mappings and code lists it uses beside its own
 * @param nameEn name in English
 * @param nameZh name in Chinese
 * @param owner institution code of who runs it
 * @param system kind of system: HIS, LIS, EMR, referral platform…
 * @param protocol how it is captured, such as debezium-postgresql, fhir or dicomweb
 * @param cadence how often it delivers, such as live
 * @param timezone time zone of its clock (IANA)
 * @param orgCode institution its rows belong to, or null where a column tells
 * @param orgColumn column that holds the institution, or null
 * @param schema database schema that is captured, or null where it is no database
 * @param deidentified whether its makers removed names and shifted dates, so that no name is
 *     missing and no date can be held against today's
 * @param repeats source whose records it repeats by another road, or null: core keeps both, what
 *     counts leaves its rows out
 * @param tables its tables by name, in the order of the file
 */
public record SourceDefinition(
    String source,
    String product,
    String nameEn,
    String nameZh,
    String owner,
    String system,
    String protocol,
    String cadence,
    String timezone,
    String orgCode,
    String orgColumn,
    String schema,
    boolean deidentified,
    String repeats,
    Map<String, SourceTable> tables) {

  /** Returns the table that its records land in: {@code raw.change} or the log of its protocol. */
  public String log() {
    return isFhir() ? "raw.fhir" : isDicom() ? "raw.dicom" : "raw.change";
  }

  /** Returns whether its tables are FHIR resource types. */
  public boolean isFhir() {
    return protocol.equals(SourceProtocol.FHIR.code());
  }

  /** Returns whether its tables are levels of DICOM. */
  public boolean isDicom() {
    return protocol.equals(SourceProtocol.DICOMWEB.code());
  }
}
