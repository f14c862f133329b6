package org.yunhe.streaming.landing;

/** Why landing cannot use a record: {@code reason_code} of {@code ops.quarantine}. */
enum Unusable {
  /** The value or the key is not JSON text in UTF-8, or not an object. */
  LANDING_NOT_JSON,
  /** The object has no {@code op}, or one that stands for no change of a row. */
  LANDING_NO_OPERATION,
  /** The object has no {@code source} block, or one without the position in the source's log. */
  LANDING_NO_POSITION,
  /** A row image that the operation must carry is missing or no object. */
  LANDING_NO_ROW_IMAGE,
  /** The topic's name is not that of a table, resource type or level of a source. */
  LANDING_TOPIC_NAME,
  /** The key does not name the resource, or the study, series or instance. */
  LANDING_NO_KEY,
  /** The resource is not of the type that its topic is named after. */
  LANDING_RESOURCE_TYPE,
  /** The resource has no logical id, or another one than the key. */
  LANDING_RESOURCE_ID
}
