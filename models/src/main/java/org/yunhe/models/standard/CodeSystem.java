package org.yunhe.models.standard;

/**
 * One code system that a column or a value set may name.
 *
 * @param name name by which contracts and value sets call it, such as {@code LOINC}
 * @param textEn what it codes, in English
 * @param textZh what it codes, in Chinese
 * @param publisher who publishes it
 * @param version version that is meant
 * @param uri canonical identifier in FHIR, or null
 * @param verified whether name and version were checked against a page of the publisher
 */
public record CodeSystem(
    String name,
    String textEn,
    String textZh,
    String publisher,
    String version,
    String uri,
    boolean verified) {}
