// Full-expressions, temporaries, parameters, results.
#include "runtime.h"
#include <utility>

namespace {

void byValue(Obj O) { may_throw(O.Id); }
void byValueQuiet(Obj O) noexcept { note(O.Id); }
void byReference(const Obj &O) { may_throw(50); }
void byRvalue(Obj &&O) { note(51); }
int number(const Obj &O) { return checked(52); }
const Obj &through(const Obj &O) { return O; }
Obj build(int Id) {
  Obj Local(Id);
  may_throw(53);
  return Local;
}
Obj rebuild(int Id) { return build(Id); }
int defaulted(const Obj &O = Obj(60), int N = checked(61)) { return N; }

struct Holder {
  const Obj &Ref;
};
struct Pair {
  Obj A, B;
};

} // namespace

void t_full_expression() {
  Obj(1);
  note(2);
  Obj(3), note(4);
  may_throw(5);
}

void t_temporary_argument() {
  byReference(Obj(1));
  note(2);
  byRvalue(Obj(3));
}

void t_nested_temporaries() {
  byReference(through(Obj(1)));
  note(number(Obj(number(Obj(2)))));
}

void t_lifetime_extension() {
  const Obj &R = Obj(1);
  may_throw(2);
  Obj &&S = Obj(3);
  note(S.Id);
}

void t_lifetime_extension_member() {
  Holder H{Obj(1)};
  note(2);
  const Obj &R = Pair{Obj(3), Obj(4)}.A;
  may_throw(5);
}

void t_lifetime_extension_in_loop() {
  while (decide(1)) {
    const Obj &R = Obj(2);
    if (decide(3))
      continue;
    may_throw(4);
  }
}

void t_no_extension_through_call() {
  const Obj &R = through(Obj(1));
  note(2);
}

void t_extension_conditional() {
  const Obj &R = decide(1) ? Obj(1) : Obj(2);
  may_throw(3);
}

void t_conditional_temporary() {
  note(decide(1) ? number(Obj(1)) : 5);
  note(6);
}

void t_conditional_object() {
  Obj A = decide(1) ? Obj(1) : Obj(2);
  may_throw(3);
}

void t_conditional_lvalue() {
  Obj A(1), B(2);
  byReference(decide(1) ? A : B);
  Obj C = decide(2) ? A : B;
}

void t_logical_and() {
  if (Obj(1).ask() && Obj(2).ask())
    note(3);
  else
    note(4);
}

void t_logical_or() {
  bool B = Obj(1).ask() || number(Obj(2));
  if (B)
    note(3);
}

void t_logical_mixed() {
  while ((decide(1) && Obj(2).ask()) || !Obj(3).ask())
    note(4);
  note(5);
}

void t_condition_temporary() {
  if (Obj(1).ask())
    may_throw(2);
  else
    note(3);
}

void t_condition_value() {
  bool Known = Obj(1).ask();
  note(2);
  if (Known)
    may_throw(3);
}

void t_comma() {
  int N = (Obj(1), checked(2));
  note(N);
}

void t_while_temporary() {
  while (Obj(1).ask())
    note(2);
}

void t_by_value() {
  byValue(Obj(1));
  note(2);
  byValueQuiet(3);
}

void t_by_value_copy() {
  Obj A(1);
  byValue(A);
  byValueQuiet(std::move(A));
  note(2);
}

void t_discarded_result() {
  build(1);
  note(2);
}

void t_named_return_value() {
  Obj A = build(1);
  may_throw(2);
}

void t_result_of_result() {
  const Obj &A = rebuild(1);
  note(A.Id);
}

static Obj branchy() {
  Obj A(1);
  if (decide(1))
    return Obj(2);
  may_throw(3);
  return A;
}
void t_some_named_return_value() {
  Obj R = branchy();
  note(4);
}

static Obj twoNames() {
  Obj A(1);
  Obj B(2);
  if (decide(1))
    return A;
  return B;
}
void t_no_named_return_value() { Obj R = twoNames(); }

static Obj parameterBack(Obj P) { return P; }
void t_parameter_back() {
  Obj R = parameterBack(Obj(1));
  may_throw(2);
}

static Obj copyBack(const Obj &P) { return P; }
void t_copy_back() {
  Obj A(1);
  Obj R = copyBack(A);
}

static int returnsWithTemporary() {
  Obj A(1);
  return number(Obj(2));
}
void t_return_temporary() { note(returnsWithTemporary()); }

void t_default_arguments() {
  note(defaulted());
  note(defaulted(Obj(1), 2));
  note(defaulted(Obj(3)));
}

void t_unseen_result() {
  Obj A = make(1);
  byReference(make(2));
  make(3);
}

void t_aggregate() {
  Pair P{Obj(1), Obj(2)};
  may_throw(3);
}

void t_aggregate_throwing() {
  struct Three {
    Obj A;
    Risky B;
    Obj C;
  };
  Three T{Obj(1), Risky(2), make(3)};
  note(4);
}

void t_aggregate_temporary() {
  byReference(Pair{Obj(1), Obj(2)}.B);
  note(3);
}

void t_assignment() {
  Obj A(1);
  A = Obj(2);
  Obj B(3);
  A = B;
  A = std::move(B);
  note(4);
}

void t_throwing_copy() {
  Risky A(1);
  Risky B = A;
  note(2);
}

void t_risky_argument() {
  struct Local {
    static void take(Risky R) { note(R.Id); }
  };
  Local::take(Risky(1));
  Risky A(2);
  Local::take(A);
}

int t_prvalue_chain() {
  Obj A = Obj(Obj(Obj(1)));
  return A.Id;
}

void t_conditional_void() {
  decide(1) ? may_throw(2) : note(3);
  decide(4) ? byReference(Obj(5)) : byValue(Obj(6));
}

void t_conditional_nested() {
  int N = decide(1) ? (decide(2) ? number(Obj(1)) : 2) : number(Obj(3));
  note(N);
}

void t_conditional_throw() {
  Obj A(1);
  int N = decide(1) ? 4 : throw IoError();
  note(N);
}

void t_and_in_argument() { byValue(Obj(decide(1) && Obj(2).ask() ? 3 : 4)); }

void t_reference_to_member() {
  int &&N = Obj(1).throwing();
  note(N);
  const int &M = Obj(2).Id;
  note(M);
}
