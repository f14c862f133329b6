/** Contracts and domain of Yunhe: what every engine derives its tables, rules and texts from. */
package org.yunhe.models;
