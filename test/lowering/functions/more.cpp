// Statics, statement expressions, structured bindings, attributes, templates.
#include "runtime.h"
#include <initializer_list>
#include <utility>

namespace {

void cleanInt(int *N) { note(*N); }
void cleanPointer(int **) { note(90); }
void cleanThrowing(int *N) { may_throw(*N); }

struct Pair {
  Obj A, B;
};
Pair makePair() { return Pair{Obj(1), Obj(2)}; }

template <int N> int recurse() {
  Obj A(N);
  if (decide(N))
    return N;
  return recurse<N - 1>();
}
template <> int recurse<0>() { return 0; }

template <typename T> void generic(T Value) {
  if constexpr (sizeof(T) == sizeof(char))
    note(1);
  else
    may_throw(2);
}

struct Defaults {
  int N = checked(1);
  Obj A{N};
};

struct FromList {
  Obj Own;
  FromList(std::initializer_list<int> Items) : Own(1) {
    may_throw(1);
  }
};

int depth(int N) {
  Obj A(N);
  if (decide(1))
    return depth(N);
  may_throw(2);
  return N;
}

struct Callable {
  Obj Inner;
  Callable &step(int N) {
    may_throw(N);
    return *this;
  }
};

struct Iface {
  virtual int work() = 0;
  virtual ~Iface() = default;
};
struct ImplOne : Iface {
  Obj A{1};
  int work() override { return checked(11); }
};
struct ImplTwo : Iface {
  Obj A{2};
  int work() override { throw DbError(); }
};
int useIface(Iface &I) { return I.work(); }

} // namespace

void t_static_local_static() {
  static Obj Once(1);
  note(2);
}

void t_static_local_throwing_static() {
  Obj A(1);
  static Risky Once(2);
  note(3);
}

int t_static_local_call_static() {
  static int Once = checked(4);
  Obj A(1);
  return 5;
}

int t_static_constant() {
  static const int N = 7;
  note(N);
  return 1;
}

void t_statement_expression() {
  int N = ({
    Obj A(1);
    checked(2);
  });
  note(N);
}

int t_statement_expression_jumps() {
  Obj A(1);
  while (decide(1)) {
    Obj B(2);
    int N = ({
      Obj C(3);
      if (decide(2))
        break;
      if (decide(3))
        return 4;
      5;
    });
    note(N);
  }
  return 6;
}

void t_statement_expression_object() {
  Obj R = ({
    Obj A(1);
    may_throw(2);
    A;
  });
  note(3);
}

void t_cleanup_attribute() {
  int N __attribute__((cleanup(cleanInt))) = 1;
  Obj A(2);
  may_throw(3);
  N = 4;
}

void t_cleanup_attribute_jumps() {
  while (decide(1)) {
    int *P __attribute__((cleanup(cleanPointer))) = nullptr;
    if (decide(2))
      break;
    if (decide(3))
      continue;
    may_throw(4);
  }
}

void t_cleanup_attribute_throwing() {
  Obj A(1);
  int N __attribute__((cleanup(cleanThrowing))) = 2;
  note(3);
}

void t_structured_binding() {
  auto [A, B] = makePair();
  note(A.Id);
  may_throw(B.Id);
}

void t_structured_binding_reference() {
  Pair P = makePair();
  auto &[A, B] = P;
  A = Obj(3);
  note(4);
}

void t_structured_binding_extension() {
  const auto &[A, B] = makePair();
  may_throw(B.Id);
}

void t_structured_binding_copy() {
  Pair P = makePair();
  auto [A, B] = P;
  note(3);
}

void t_template_recursion() {
  recurse<3>();
  note(9);
}

void t_template_instances() {
  generic('c');
  generic(5);
}

void t_member_initialisers() {
  Defaults D;
  note(2);
}

void t_member_initialiser_overridden() {
  Defaults D{5, Obj(6)};
  note(2);
  Defaults E{7};
}

void t_initialiser_list() {
  FromList L{1, 2};
  note(3);
}

void t_initialiser_list_objects() {
  struct Taker {
    static void take(std::initializer_list<Obj>) { may_throw(3); }
  };
  Taker::take({Obj(1), Obj(2)});
  note(4);
}

void t_recursion() { note(depth(5)); }

void t_chained_calls() {
  Callable{Obj(1)}.step(2).step(3);
  note(4);
}

void t_virtual_dispatch() {
  ImplOne One;
  ImplTwo Two;
  try {
    note(useIface(decide(1) ? static_cast<Iface &>(One)
                            : static_cast<Iface &>(Two)));
  } catch (const DbError &) {
    note(5);
  }
}

int t_flags() {
  int Flags = decide(1) ? 3 : 4;
  Obj A(1);
  if (Flags & 1)
    return 2;
  if (!(Flags != 4))
    may_throw(5);
  return 6;
}

int t_error_codes() {
  int Code = 0;
  if (decide(1))
    Code = -1;
  if (Code < 0)
    goto fail;
  note(2);
  if (decide(3)) {
    Code = -2;
    goto fail;
  }
  return Code;
fail:
  note(4);
  return Code;
}

void t_out_parameters() {
  struct Local {
    static bool open(Obj **Out) {
      *Out = nullptr;
      if (decide(1))
        return false;
      static Obj *Kept;
      return true;
    }
  };
  Obj *P;
  if (Local::open(&P))
    note(2);
  if (!P)
    note(3);
}

void t_reference_parameters() {
  struct Local {
    static void set(int &N, int Value) { N = Value; }
  };
  int N = 1;
  Local::set(N, 5);
  note(N);
  int &R = N;
  R = 6;
  note(N);
  int *P = &R;
  *P = 7;
  note(N);
}

void t_struct_copy() {
  struct Point {
    int X, Y;
  };
  Point A{1, 2};
  Point B = A;
  A.X = 5;
  note(A.X);
  note(B.X);
  B = A;
  note(B.X);
  Point *P = &B;
  P->Y = 9;
  note(B.Y);
}

void t_volatile_and_casts() {
  int N = int(decide(1));
  long L = static_cast<long>(N);
  if (L)
    note(2);
  void *Raw = &N;
  int *Back = static_cast<int *>(Raw);
  *Back = 3;
  note(N);
}

void t_union() {
  union Value {
    int N;
    int *P;
  } V;
  V.N = 4;
  note(V.N);
}

void t_enum_switch() {
  enum class Kind { One = 1, Two } K = decide(1) ? Kind::One : Kind::Two;
  switch (K) {
  case Kind::One:
    note(1);
    break;
  case Kind::Two:
    may_throw(2);
  }
}

void t_ternary_pointer_test() {
  Obj A(1);
  Obj *P = decide(1) ? &A : nullptr;
  if (P && P->ask())
    note(2);
  note(P ? 3 : 4);
  if (P == nullptr || decide(5))
    note(6);
}
