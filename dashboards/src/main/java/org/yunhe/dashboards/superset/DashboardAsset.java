package org.yunhe.dashboards.superset;

import java.util.List;
import java.util.Map;

/**
 * One dashboard; its charts name it.
 *
 * @param name name, the same as the file's, and the end of its address
 * @param title title
 * @param says what it is for
 * @param roles roles that may open it
 * @param refreshSeconds how often an open page asks again, 0 for never
 * @param headings heading above a row, by the row's number
 */
record DashboardAsset(
    String name,
    Texts title,
    Texts says,
    List<String> roles,
    int refreshSeconds,
    Map<Integer, Texts> headings) {}
