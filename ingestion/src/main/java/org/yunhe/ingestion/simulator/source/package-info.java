/** Each system's own way of writing down what happens: tables, columns, codes and numbers. */
package org.yunhe.ingestion.simulator.source;
