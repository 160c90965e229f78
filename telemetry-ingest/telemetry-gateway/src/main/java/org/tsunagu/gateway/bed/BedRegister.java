// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.bed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;

/// Bed names with their file. A new name is on the disk before anything is journaled under it, so
/// that no restart can give it to another place. Belongs to one event loop; files are written on a
/// worker, one write at a time.
public final class BedRegister {
    private final Vertx vertx;
    private final BedNames names;
    private final BedNamesFile file;
    private long written;
    private @Nullable Promise<Void> next;
    private boolean writing;

    private BedRegister(Vertx vertx, BedNames names, BedNamesFile file) {
        this.vertx = vertx;
        this.names = names;
        this.file = file;
    }

    /// Reads the names kept in `folder`. Blocks.
    public static BedRegister open(Vertx vertx, Path folder, Map<String, BedId> givenByHand)
            throws IOException {
        var file = new BedNamesFile(folder.resolve("bed-names.tsv"));
        return new BedRegister(vertx, new BedNames(givenByHand, file.read()), file);
    }

    public Decoded<BedId> resolve(PointOfCare place, @Nullable FacilityId defaultFacility) {
        return names.resolve(place, defaultFacility);
    }

    /// Facilities of the places named so far.
    public Set<FacilityId> facilities() {
        return names.facilities();
    }

    /// Completed when every name given so far is on the disk; at once when nothing is new.
    public Future<Void> kept() {
        if (names.changes() == written) {
            return Future.succeededFuture();
        }
        Promise<Void> waiting = next;
        if (waiting == null) {
            waiting = Promise.promise();
            next = waiting;
            writeNext();
        }
        return waiting.future();
    }

    private void writeNext() {
        Promise<Void> waiting = next;
        if (writing || waiting == null) {
            return;
        }
        next = null;
        writing = true;
        long changes = names.changes();
        Map<PointOfCare, BedId> places = names.places();
        vertx.executeBlocking(
                        () -> {
                            file.write(places);
                            return changes;
                        })
                .onComplete(
                        result -> {
                            writing = false;
                            if (result.succeeded()) {
                                written = changes;
                                waiting.complete();
                            } else {
                                waiting.fail(result.cause());
                            }
                            writeNext();
                        });
    }
}
