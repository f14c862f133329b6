package org.yunhe.jobs.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Lets a Spark session read encrypted columns and leave out repeated rows; named in {@code
 * spark.sql.extensions}.
 */
public final class EncryptionExtension
    extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectOptimizerRule(
        new AbstractFunction1<>() {
          @Override
          public OpenOnScan apply(org.apache.spark.sql.SparkSession session) {
            return new OpenOnScan();
          }
        });
    extensions.injectOptimizerRule(
        new AbstractFunction1<>() {
          @Override
          public LeaveOutOnScan apply(org.apache.spark.sql.SparkSession session) {
            return new LeaveOutOnScan();
          }
        });
    return BoxedUnit.UNIT;
  }
}
