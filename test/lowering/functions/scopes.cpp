// Scopes and jumps: blocks, branches, loops, switch, goto, return.
#include "runtime.h"

namespace {

/// A condition variable that owns something.
struct Flag {
  Obj Inner;
  Flag(int Id) : Inner(Id) {}
  explicit operator bool() const { return Inner.ask(); }
};

/// Goes on as long as the script says so.
struct Iterator {
  int Id;
  bool operator!=(const Iterator &) const { return decide(Id); }
  void operator++() { note(70); }
  Obj operator*() const { return Obj(71); }
};
struct Range {
  Obj Owner;
  Range(int Id) : Owner(Id) {}
  Iterator begin() const { return Iterator{72}; }
  Iterator end() const { return Iterator{73}; }
};

} // namespace

void t_block() {
  Obj A(1);
  {
    Obj B(2);
    may_throw(3);
    Obj C(4);
  }
  may_throw(5);
}

int t_return_nested() {
  Obj A(1);
  if (decide(1)) {
    Obj B(2);
    if (decide(2))
      return 10;
    Obj C(3);
    return 11;
  }
  may_throw(4);
  return 12;
}

int t_if_else() {
  int Result = 0;
  if (decide(1)) {
    Obj A(1);
    may_throw(1);
    Result = 1;
  } else {
    Obj B(2);
    Result = 2;
  }
  note(3);
  return Result;
}

void t_if_init() {
  if (Obj A(1); decide(1)) {
    Obj B(2);
    may_throw(2);
  } else {
    note(3);
  }
  note(4);
}

int t_if_condition_variable() {
  if (Flag F = Flag(1)) {
    may_throw(1);
    return 1;
  } else if (Flag G{2}) {
    may_throw(2);
  } else {
    note(3);
  }
  note(4);
  return 0;
}

void t_while_break_continue() {
  Obj Outer(9);
  while (decide(1)) {
    Obj A(1);
    if (decide(2))
      continue;
    Obj B(2);
    if (decide(3))
      break;
    Obj C(3);
  }
  note(4);
}

void t_while_condition_variable() {
  while (Flag F{1}) {
    Obj A(2);
    if (decide(2))
      continue;
    if (decide(3))
      break;
  }
}

void t_do_while() {
  do {
    Obj A(1);
    if (decide(2))
      continue;
    if (decide(3))
      break;
    may_throw(4);
  } while (decide(1));
}

void t_do_while_temporary() {
  do {
    note(1);
  } while (Obj(2).ask());
}

void t_for() {
  for (Obj A(1); decide(1); note(2)) {
    Obj B(2);
    if (decide(2))
      continue;
    if (decide(3))
      break;
    may_throw(3);
  }
  note(5);
}

void t_for_condition_variable() {
  for (Obj A(1); Flag F{2}; may_throw(3)) {
    Obj B(4);
    if (decide(5))
      continue;
    note(6);
  }
}

void t_for_increment_temporary() {
  for (note(0); decide(1); Obj(2).throwing())
    Obj A(3);
}

int t_for_ever() {
  for (;;) {
    Obj A(1);
    if (decide(1))
      return 5;
    may_throw(2);
  }
}

void t_range_for() {
  for (Obj O : Range(1)) {
    if (decide(2))
      continue;
    if (decide(3))
      break;
    may_throw(4);
  }
  note(5);
}

void t_range_for_init() {
  for (Obj First(1); const Obj &O : Range(2)) {
    note(O.Id);
    may_throw(3);
  }
}

void t_range_for_lvalue() {
  Range R(1);
  for (Obj O : R)
    note(O.Id);
}

int t_switch() {
  int Which = decide(1) ? 1 : decide(2) ? 2 : 3;
  Obj A(1);
  switch (Which) {
  case 1: {
    Obj B(2);
    may_throw(2);
    break;
  }
  case 2: {
    Obj C(3);
    note(3);
  }
    [[fallthrough]];
  default: {
    Obj D(4);
    if (decide(4))
      return 4;
    break;
  }
  }
  note(5);
  return 5;
}

void t_switch_init() {
  switch (Obj A(1); int(decide(1))) {
  case 0:
    may_throw(2);
    break;
  case 1: {
    Obj B(2);
    break;
  }
  }
  note(3);
}

int t_switch_range() {
  int N = decide(1) ? 5 : 25;
  switch (N) {
  case 1 ... 9:
    return 1;
  case 10 ... 30:
    note(2);
  }
  return 2;
}

void t_switch_no_default() {
  Obj A(1);
  switch (decide(1) ? 1 : 7) {
  case 1:
    note(1);
  }
  note(2);
}

void t_switch_in_loop() {
  while (decide(1)) {
    Obj A(1);
    switch (int(decide(2))) {
    case 0:
      continue;
    default: {
      Obj B(2);
      if (decide(3))
        break;
      may_throw(4);
    }
    }
    note(5);
  }
}

/// Jumps into the middle of a loop, in the way of Duff.
void t_switch_into_loop() {
  switch (int(decide(1))) {
  case 0:
    do {
      note(1);
    case 1:
      note(2);
    } while (decide(3));
  }
}

void t_goto_forward_out() {
  Obj A(1);
  {
    Obj B(2);
    if (decide(1))
      goto done;
    Obj C(3);
    if (decide(2))
      goto done;
    note(4);
  }
  note(5);
done:
  note(6);
}

void t_goto_backward() {
  Obj A(1);
again:
  Obj B(2);
  {
    Obj C(3);
    if (decide(1))
      goto again;
  }
  may_throw(4);
}

void t_goto_same_scope() {
  if (decide(1))
    goto skip;
  note(1);
skip:
  Obj A(2);
  may_throw(3);
}

/// Into a scope, past its beginning but not past an initialisation.
void t_goto_into_scope() {
  if (decide(1))
    goto inside;
  {
    note(1);
  inside:
    Obj A(2);
    may_throw(3);
  }
  note(4);
}

void t_goto_out_of_loops() {
  while (decide(1)) {
    Obj A(1);
    while (decide(2)) {
      Obj B(2);
      if (decide(3))
        goto out;
    }
  }
out:
  note(4);
}

void t_nested_loops() {
  while (decide(1)) {
    Obj A(1);
    do {
      Obj B(2);
      if (decide(2))
        break;
    } while (decide(3));
    if (decide(4))
      break;
  }
}

int t_return_value_before_cleanup() {
  int N = 1;
  struct Setter {
    int *Where;
    Obj Inner;
    Setter(int *Where) : Where(Where), Inner(5) {}
    ~Setter() { *Where = 7; }
  } S(&N);
  if (decide(1))
    return N;
  N = 2;
  return N;
}

void t_quit() {
  Obj A(1);
  if (decide(1))
    quit(2);
  note(3);
}

void t_dead_code() {
  Obj A(1);
  return;
  Obj B(2);
  may_throw(3);
}
