package org.yunhe.models.source;

import java.util.List;

/**
 * One table of a source system.
 *
 * @param name table name in the source
 * @param textEn what it holds, in English
 * @param textZh what it holds, in Chinese
 * @param key columns of the primary key
 * @param columns columns a mapping sees
 * @param unmapped why no mapping reads it, or null where one does
 */
public record SourceTable(
    String name,
    String textEn,
    String textZh,
    List<String> key,
    List<String> columns,
    String unmapped) {}
