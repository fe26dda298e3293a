// SPDX-License-Identifier: Apache-2.0
//
// The stable sort of CPython 3.11 (Objects/listobject.c and listsort.txt): natural runs, binary insertion, galloping
// merges in the order of powersort. Its very comparisons in their very order, because a comparison of Python may raise,
// print or answer without sense, and all of that shows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "python/heap.h"

namespace pbc {

/// Sorts with `less(a, b)` only and gets by with any answer. When it raises, every item is still there, in some order.
template <typename T, typename Less>
class MergeSort {
 public:
  MergeSort(std::span<T> items, Less less) : items_(items.data()), count_(items.size()), less_(less) {}

  void run() {
    if (count_ < 2) return;
    const std::size_t shortest = shortest_run(count_);
    for (std::size_t begin = 0; begin < count_;) {
      std::size_t length = extend_run(begin);
      if (length < shortest) {
        const std::size_t forced = std::min(count_ - begin, shortest);
        insert_binary(begin, begin + forced, begin + length);
        length = forced;
      }
      collapse(length);
      runs_.push_back({begin, length, 0});
      begin += length;
    }
    while (runs_.size() > 1) {
      std::size_t at = runs_.size() - 2;
      if (at > 0 && runs_[at - 1].length < runs_[at + 1].length) --at;
      merge(at);
    }
  }

 private:
  struct Run {
    std::size_t begin, length;
    int power;  // of the boundary to the next run
  };
  static constexpr std::size_t kGallop = 7;

  static std::size_t shortest_run(std::size_t count) {
    std::size_t odd = 0;
    for (; count >= 64; count >>= 1) odd |= count & 1;
    return count + odd;
  }

  /// The length of the run at `begin`; one that descends strictly is turned round.
  std::size_t extend_run(std::size_t begin) {
    std::size_t end = begin + 1;
    if (end == count_) return 1;
    const bool descends = less_(items_[end], items_[end - 1]);
    for (++end; end < count_ && less_(items_[end], items_[end - 1]) == descends;) ++end;
    if (descends) std::reverse(items_ + begin, items_ + end);
    return end - begin;
  }

  /// Sorts [begin, end), of which [begin, start) is sorted.
  void insert_binary(std::size_t begin, std::size_t end, std::size_t start) {
    for (; start < end; ++start) {
      std::size_t left = begin, right = start;
      do {
        const std::size_t middle = left + ((right - left) >> 1);
        if (less_(items_[start], items_[middle]))
          right = middle;
        else
          left = middle + 1;
      } while (left < right);
      T pivot = std::move(items_[start]);
      std::move_backward(items_ + left, items_ + start, items_ + start + 1);
      items_[left] = std::move(pivot);
    }
  }

  /// Depth in the tree of merges of the boundary between two runs that stand side by side.
  int power_of(std::size_t begin, std::size_t length, std::size_t next_length) const {
    int power = 0;
    std::size_t a = 2 * begin + length, b = a + length + next_length;
    for (;;) {
      ++power;
      if (a >= count_) {
        a -= count_;
        b -= count_;
      } else if (b >= count_) {
        return power;
      }
      a <<= 1;
      b <<= 1;
    }
  }

  void collapse(std::size_t next_length) {
    if (runs_.empty()) return;
    const int power = power_of(runs_.back().begin, runs_.back().length, next_length);
    while (runs_.size() > 1 && runs_[runs_.size() - 2].power > power) merge(runs_.size() - 2);
    runs_.back().power = power;
  }

  /// The place of `key` in a[0, count), in front of equal items; the search starts at `hint`.
  std::size_t gallop_left(const T& key, const T* a, std::size_t count, std::size_t hint) {
    std::size_t last = 0, offset = 1, begin, end;
    if (less_(a[hint], key)) {
      const std::size_t most = count - hint;
      while (offset < most && less_(a[hint + offset], key)) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      begin = hint + last + 1;
      end = hint + std::min(offset, most);
    } else {
      const std::size_t most = hint + 1;
      while (offset < most && !less_(a[hint - offset], key)) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      begin = most - std::min(offset, most);
      end = hint - last;
    }
    while (begin < end) {
      const std::size_t middle = begin + ((end - begin) >> 1);
      if (less_(a[middle], key))
        begin = middle + 1;
      else
        end = middle;
    }
    return end;
  }

  /// The same behind equal items.
  std::size_t gallop_right(const T& key, const T* a, std::size_t count, std::size_t hint) {
    std::size_t last = 0, offset = 1, begin, end;
    if (less_(key, a[hint])) {
      const std::size_t most = hint + 1;
      while (offset < most && less_(key, a[hint - offset])) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      begin = most - std::min(offset, most);
      end = hint - last;
    } else {
      const std::size_t most = count - hint;
      while (offset < most && !less_(key, a[hint + offset])) {
        last = offset;
        offset = (offset << 1) + 1;
      }
      begin = hint + last + 1;
      end = hint + std::min(offset, most);
    }
    while (begin < end) {
      const std::size_t middle = begin + ((end - begin) >> 1);
      if (less_(key, a[middle]))
        end = middle;
      else
        begin = middle + 1;
    }
    return end;
  }

  /// Merges run `at` with the next one.
  void merge(std::size_t at) {
    T* a = items_ + runs_[at].begin;
    std::size_t a_count = runs_[at].length;
    T* b = items_ + runs_[at + 1].begin;
    std::size_t b_count = runs_[at + 1].length;
    runs_[at].length = a_count + b_count;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    const std::size_t in_place = gallop_right(*b, a, a_count, 0);
    a += in_place;
    a_count -= in_place;
    if (a_count == 0) return;
    b_count = gallop_left(a[a_count - 1], b, b_count, b_count - 1);
    if (b_count == 0) return;
    if (a_count <= b_count)
      merge_low(a, a_count, b, b_count);
    else
      merge_high(a, a_count, b, b_count);
  }

  /// Merges from the left, with the shorter `left` set aside; *right < *left, and left's last item is the last of all.
  void merge_low(T* left, std::size_t left_count, T* right, std::size_t right_count) {
    spare_.assign(std::make_move_iterator(left), std::make_move_iterator(left + left_count));
    T* a = spare_.data();
    T* out = left;
    const auto put_back = [&] { std::move(a, a + left_count, out); };
    const auto finish = [&] { put_back(); };
    const auto last_of_left = [&] {
      out = std::move(right, right + right_count, out);
      *out = std::move(*a);
    };
    *out++ = std::move(*right++);
    if (--right_count == 0) return finish();
    if (left_count == 1) return last_of_left();
    try {
      for (;;) {
        std::size_t a_wins = 0, b_wins = 0;
        do {
          if (less_(*right, *a)) {
            *out++ = std::move(*right++);
            ++b_wins;
            a_wins = 0;
            if (--right_count == 0) return finish();
          } else {
            *out++ = std::move(*a++);
            ++a_wins;
            b_wins = 0;
            if (--left_count == 1) return last_of_left();
          }
        } while (a_wins < gallop_from_ && b_wins < gallop_from_);
        ++gallop_from_;
        do {
          gallop_from_ -= gallop_from_ > 1 ? 1 : 0;
          a_wins = gallop_right(*right, a, left_count, 0);
          out = std::move(a, a + a_wins, out);
          a += a_wins;
          left_count -= a_wins;
          if (left_count == 1) return last_of_left();
          if (left_count == 0) return finish();
          *out++ = std::move(*right++);
          if (--right_count == 0) return finish();
          b_wins = gallop_left(*a, right, right_count, 0);
          out = std::move(right, right + b_wins, out);
          right += b_wins;
          right_count -= b_wins;
          if (right_count == 0) return finish();
          *out++ = std::move(*a++);
          if (--left_count == 1) return last_of_left();
        } while (a_wins >= kGallop || b_wins >= kGallop);
        ++gallop_from_;
      }
    } catch (...) {
      put_back();
      throw;
    }
  }

  /// Merges from the right, with the shorter `right` set aside; left's last item is the last of all, *right < *left.
  void merge_high(T* left, std::size_t left_count, T* right, std::size_t right_count) {
    spare_.assign(std::make_move_iterator(right), std::make_move_iterator(right + right_count));
    T* out = right + right_count;  // behind the place to fill
    T* a = left + left_count;      // behind the last item left
    const T* b_begin = spare_.data();
    T* b = spare_.data() + right_count;
    const auto put_back = [&] { std::move_backward(spare_.data(), b, out); };
    const auto finish = [&] { put_back(); };
    const auto first_of_right = [&] {
      out = std::move_backward(left, a, out);
      *--out = std::move(*--b);
    };
    *--out = std::move(*--a);
    if (--left_count == 0) return finish();
    if (right_count == 1) return first_of_right();
    try {
      for (;;) {
        std::size_t a_wins = 0, b_wins = 0;
        do {
          if (less_(b[-1], a[-1])) {
            *--out = std::move(*--a);
            ++a_wins;
            b_wins = 0;
            if (--left_count == 0) return finish();
          } else {
            *--out = std::move(*--b);
            ++b_wins;
            a_wins = 0;
            if (--right_count == 1) return first_of_right();
          }
        } while (a_wins < gallop_from_ && b_wins < gallop_from_);
        ++gallop_from_;
        do {
          gallop_from_ -= gallop_from_ > 1 ? 1 : 0;
          a_wins = left_count - gallop_right(b[-1], left, left_count, left_count - 1);
          out = std::move_backward(a - a_wins, a, out);
          a -= a_wins;
          left_count -= a_wins;
          if (left_count == 0) return finish();
          *--out = std::move(*--b);
          if (--right_count == 1) return first_of_right();
          b_wins = right_count - gallop_left(a[-1], b_begin, right_count, right_count - 1);
          out = std::move_backward(b - b_wins, b, out);
          b -= b_wins;
          right_count -= b_wins;
          if (right_count == 1) return first_of_right();
          if (right_count == 0) return finish();
          *--out = std::move(*--a);
          if (--left_count == 0) return finish();
        } while (a_wins >= kGallop || b_wins >= kGallop);
        ++gallop_from_;
      }
    } catch (...) {
      put_back();
      throw;
    }
  }

  T* items_;
  std::size_t count_;
  Less less_;
  std::vector<T, HeapAllocator<T>> spare_;
  std::vector<Run> runs_;
  std::size_t gallop_from_ = kGallop;
};

}  // namespace pbc
