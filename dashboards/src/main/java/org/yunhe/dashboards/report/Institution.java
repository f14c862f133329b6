package org.yunhe.dashboards.report;

/**
 * An institution that gets a report.
 *
 * @param code institution code
 * @param nameZh Chinese name
 * @param nameEn English name, or the Chinese one
 */
record Institution(String code, String nameZh, String nameEn) {

  /** Returns the name in {@code language}. */
  String name(String language) {
    return language.equals("zh") ? nameZh : nameEn;
  }
}
