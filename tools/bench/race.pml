/* The stop/resume race: one tracee, N engines, M tracers.
 *
 * The tracee makes R reports. In each it calls every attached engine in turn; every callback asks for a
 * stop. Each tracer makes K calls, each of them either a resume or a detach of one engine. A step is one
 * critical section, written as one d_step, and what a thread does alone before or after it.
 *
 * -DLOST puts the bug in: a resume that comes before the stop leaves the thread's flag set, so that the
 * thread stops although no engine wants it to.
 */
#ifndef N
#define N 2
#endif
#ifndef M
#define M 2
#endif
#ifndef K
#define K 1
#endif
#ifndef R
#define R 1
#endif

#define IS(set, e)   ((set >> (e)) & 1)
#define WITH(set, e) (set | (1 << (e)))
#define LESS(set, e) (set & (255 - (1 << (e))))
#define PROMISE      assert(!stopped || wanted != 0)

byte wanted;                    /* the engines that want the thread stopped */
byte attached = (1 << N) - 1;   /* the engines that are attached */
byte calling;                   /* the engine whose callback is open, from 1; 0: none */
bool flag;                      /* the thread is to look whether it has to stop */
bool stopped;                   /* the thread sleeps in the stop */

active proctype Tracee()
{
	byte turn, report;
end_idle:
	do
	:: d_step {
		report < R && turn < N && !IS(attached, turn) -> turn++
	   }
	:: d_step {
		report < R && turn < N && IS(attached, turn) -> calling = turn + 1; PROMISE
	   };
	   d_step {
		if
		:: IS(attached, turn) -> wanted = WITH(wanted, turn); flag = true
		:: else
		fi;
		calling = 0; turn++; PROMISE
	   }
	:: d_step {
		report < R && turn == N && !flag && wanted == 0 -> turn = 0; report++
	   }
	:: d_step {
		report < R && turn == N && (flag || wanted != 0) -> flag = true; stopped = true; PROMISE
	   };
end_asleep:
	   d_step { !stopped -> turn = 0; report++ }
	od
}

active [M] proctype Tracer()
{
	byte calls;
	bool detach;
end_done:
	do
	:: if
	   :: d_step { calls < K -> detach = false }
	   :: d_step { calls < K -> detach = true }
	   fi;
	   d_step {
		wanted = LESS(wanted, (_pid - 1 + calls) % N);
		if
		:: detach -> attached = LESS(attached, (_pid - 1 + calls) % N); flag = false
		:: else ->
#ifndef LOST
			flag = false
#else
			skip
#endif
		fi;
		if
		:: stopped -> flag = (wanted != 0); stopped = flag
		:: else
		fi;
		detach = false; PROMISE
	   };
	   d_step { calls++ }
	od
}
