/** Row rules of the contracts and their verdicts; the same functions run live and in batch. */
package org.yunhe.models.quality;
