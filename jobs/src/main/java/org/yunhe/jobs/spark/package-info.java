/** What every job needs of Spark and Iceberg: the session and the tables of the lake. */
package org.yunhe.jobs.spark;
