/** De-identified releases: tables of the layer {@code research} from the files of models. */
package org.yunhe.jobs.release;
