package org.yunhe.models.view;

/**
 * One column of a view.
 *
 * @param name name that mappings use
 * @param path FHIRPath expression that gives the value
 * @param type FHIR type of the value as the view states it, or null
 * @param collection whether it has several values: they come as one JSON array
 * @param place file and line
 */
public record ViewColumn(String name, String path, String type, boolean collection, String place) {}
