package org.yunhe.dashboards.superset;

import java.util.List;
import java.util.Map;

/**
 * One chart, with its place on a dashboard.
 *
 * @param name name, the same as the file's
 * @param dataset name of its dataset
 * @param type Superset's name of the visualisation
 * @param title title
 * @param says what a reader learns from it
 * @param params Superset's form data, with texts in both languages
 * @param filters SQL conditions on the dataset's rows
 * @param dashboard name of its dashboard
 * @param place where it stands there
 */
record ChartAsset(
    String name,
    String dataset,
    String type,
    Texts title,
    Texts says,
    Map<String, Object> params,
    List<String> filters,
    String dashboard,
    Place place) {

  /**
   * Place on a dashboard.
   *
   * @param row row from the top; rows need not be numbered without gaps
   * @param order order in the row from the left
   * @param width width in twelfths of the page
   * @param height height in units of 8 pixels, the same for a whole row
   */
  record Place(int row, int order, int width, int height) {}
}
