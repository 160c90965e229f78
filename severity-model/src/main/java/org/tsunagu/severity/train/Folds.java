// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Stays in groups of the same size and the same share of deaths; all rows of a stay stay together.
public final class Folds {
    private final int[] stays;
    private final int[] groupOf;
    private final int groups;

    private Folds(int[] stays, int[] groupOf, int groups) {
        this.stays = stays;
        this.groupOf = groupOf;
        this.groups = groups;
    }

    /// @param stays places in the training rows
    public static Folds of(TrainingRows rows, int[] stays, int groups, long seed) {
        Random random = new Random(seed);
        int[] groupOf = new int[stays.length];
        for (boolean died : new boolean[] {false, true}) {
            List<Integer> alike = new ArrayList<>();
            for (int i = 0; i < stays.length; i++) {
                if (rows.stays().get(stays[i]).diedInHospital() == died) {
                    alike.add(i);
                }
            }
            Collections.shuffle(alike, random);
            for (int i = 0; i < alike.size(); i++) {
                groupOf[alike.get(i)] = i % groups;
            }
        }
        return new Folds(stays.clone(), groupOf, groups);
    }

    public int groups() {
        return groups;
    }

    /// The stays of a group.
    public int[] in(int group) {
        return chosen(group, true);
    }

    /// The stays of all other groups.
    public int[] without(int group) {
        return chosen(group, false);
    }

    private int[] chosen(int group, boolean inside) {
        return IntStream.range(0, stays.length)
                .filter(i -> (groupOf[i] == group) == inside)
                .map(i -> stays[i])
                .toArray();
    }

    /// Places of all stays.
    public static int[] all(TrainingRows rows) {
        int[] places = new int[rows.stays().size()];
        Arrays.setAll(places, i -> i);
        return places;
    }
}
