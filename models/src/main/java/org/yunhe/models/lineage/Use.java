package org.yunhe.models.lineage;

/**
 * A definition that reads a table.
 *
 * @param table table
 * @param kind indicator, cohort or release
 * @param name code or name of the definition
 * @param textEn its title in English
 * @param textZh its title in Chinese
 */
public record Use(String table, String kind, String name, String textEn, String textZh) {}
